// Documents and pictures of a draft without leaving the page: what is typed beside them stays.
//
// Each form is sent by script, and the list comes back to be put in place. Files go one after the
// other, each with its progress and a key of its own; one that is refused does not stop the others.

const waiting = new Set(); // lines of files that are on their way
const queue = []; // pairs of file and line
let isSending = false;

const section = () => document.getElementById("documents");

document.addEventListener("submit", (event) => {
  const form = event.target.closest("#documents form");
  if (!form) return;
  event.preventDefault();
  if ("adds" in form.dataset) add([...form.elements.files.files]);
  else change(form, event.submitter);
});

document.addEventListener("change", (event) => {
  if (event.target.closest("#documents form[data-adds]")) event.target.form.requestSubmit();
});

// --- dropping: beside the place a file would open instead of the page ------------------------

for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (!section() || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const target = event.target.closest("#documents form[data-adds]");
    if (kind === "drop" && target) add([...event.dataTransfer.files]);
    else if (!target) event.dataTransfer.dropEffect = "none";
    section().classList.toggle("is-over", kind === "dragover" && Boolean(target));
  });
}

window.addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});

// --- a new text that saved itself for the first time can take files now -----------------------

const head = document.getElementById("text-head");
if (head) {
  new MutationObserver(async () => {
    if (section().dataset.most || !location.pathname.endsWith("/edit/")) return;
    const answer = await ask("GET", location.pathname.replace(/edit\/$/, "documents/"));
    if (answer?.isFine && !section().dataset.most) put(answer.section);
  }).observe(head, { childList: true });
}

// --- adding ---------------------------------------------------------------------------------

function add(files) {
  for (const file of files) {
    const line = newLine(file.name);
    if (file.size > Number(section().dataset.most)) {
      refuse(line, filled("tooLarge", { name: file.name }));
    } else {
      waiting.add(line);
      queue.push([file, line]);
    }
  }
  const input = section().querySelector("form[data-adds]")?.elements.files;
  if (input) input.value = "";
  sendNext();
}

async function sendNext() {
  if (isSending || !queue.length) return;
  isSending = true;
  const [file, line] = queue.shift();
  const form = section().querySelector("form[data-adds]");
  if (form) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("idempotency_key", newKey());
    data.set("files", file);
    take(await ask("POST", form.action, data, (part) => progress(line, file, part)), file, line);
  } else {
    refuse(line, filled("lost", { name: file.name })); // the list is full meanwhile
  }
  isSending = false;
  sendNext();
}

function take(answer, file, line) {
  waiting.delete(line);
  if (answer?.isFine) {
    const told = [...line.parentElement.children]; // also of attempts that failed
    for (const each of told) if (each.dataset.file === file.name) each.remove();
    put(answer.section);
    return;
  }
  const reasons = [...(answer?.section.querySelectorAll(".errors li") ?? [])];
  const words = reasons.map((each) => each.textContent).join(" ");
  refuse(line, words || filled("lost", { name: file.name }));
}

function newLine(name) {
  const line = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = name;
  line.dataset.file = name;
  line.append(words);
  const list = section().querySelector(".files-waiting");
  list.append(line);
  list.hidden = false;
  return line;
}

function progress(line, file, part) {
  const isThere = part >= 1;
  const bar = line.querySelector("progress") ?? document.createElement("progress");
  bar.setAttribute("aria-label", file.name);
  if (isThere) bar.removeAttribute("value");
  else bar.value = part;
  const words = filled(isThere ? "reading" : "waiting", {
    name: file.name,
    percent: Math.floor(part * 100),
  });
  line.firstChild.textContent = words;
  line.append(bar);
}

function refuse(line, words) {
  const told = document.createElement("span");
  told.setAttribute("role", "alert");
  line.className = "error-line";
  line.replaceChildren(told);
  told.textContent = words;
}

// --- the other forms ------------------------------------------------------------------------

async function change(form, button) {
  const focused = document.activeElement?.id;
  const answer = await ask("POST", form.action, new FormData(form, button));
  if (!answer) {
    refuse(newLine(""), section().dataset.failed);
    return;
  }
  put(answer.section);
  const summary = section().querySelector(".errors");
  const same = focused && document.getElementById(focused);
  (summary ?? (same && !same.disabled ? same : section())).focus();
}

// The new list takes the place of the old one; what is on its way goes along.
function put(fresh) {
  const open = [...section().querySelectorAll("details[open]")].map((each) => each.closest("li").id);
  const lines = [...section().querySelectorAll(".files-waiting > li")];
  const placed = document.importNode(fresh, true);
  section().replaceWith(placed);
  for (const id of open) placed.querySelector(`#${id} details`)?.setAttribute("open", "");
  const list = placed.querySelector(".files-waiting");
  if (!list) return;
  list.append(...lines);
  list.hidden = !lines.length;
}

// The list as it is now and whether it was changed; nothing when there is no answer with a list.
function ask(method, address, data = null, onProgress = () => {}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = "document";
    request.setRequestHeader("HX-Request", "true");
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
    request.onload = () => {
      const found = request.response?.getElementById("documents");
      resolve(found ? { section: found, isFine: request.status < 400 } : null);
    };
    request.onerror = () => resolve(null);
    request.send(data);
  });
}

function filled(name, values) {
  const words = section().dataset[name];
  return words.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
}
