// Small comforts of every page; each page works without them.

// The error summary takes the focus, so that a screen reader starts there.
document.querySelector(".errors[tabindex]")?.focus();

// "Go back" keeps what was typed, which a link could not.
for (const button of document.querySelectorAll("[data-back]")) {
  button.hidden = history.length < 2;
  button.addEventListener("click", () => history.back());
}

// Counters of long texts: the server counts too; the words around the numbers stay its own.
function count(field) {
  const output = document.querySelector(`output[for="${field.id}"]`);
  if (!output) return;
  const limit = Number(field.dataset.limit);
  const used = [...field.value].length;
  output.textContent = output.dataset.words.replace("{used}", used).replace("{limit}", limit);
  output.classList.toggle("near", used >= limit * 0.9 && used <= limit);
  output.classList.toggle("over", used > limit);
}
document.addEventListener("input", (event) => {
  if (event.target.dataset?.limit) count(event.target);
});

// What looks again by itself waits while a menu in it is open: new content would close the menu.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.querySelector(":popover-open")) event.preventDefault();
});

// A list that asks for an answer and gets none says so, where it has words for it.
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    const words = event.detail.target?.querySelector("[data-not-heard]");
    if (words) words.hidden = false;
  });
}

// Words that could not be saved wait in this browser (writing.js): for some days, and not beyond
// signing out, for the next person at this computer is somebody else.
function keptWords() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith("clusterix-words:"));
  } catch {
    return [];
  }
}
for (const key of keptWords()) {
  let until = 0;
  try {
    until = JSON.parse(localStorage.getItem(key)).until;
  } catch {
    // Nobody can read it any more.
  }
  if (!(until > Date.now())) localStorage.removeItem(key);
}
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.forgetsWords;
  if (question === undefined) return;
  const keys = keptWords();
  if (keys.length && !confirm(question)) event.preventDefault();
  else {
    for (const key of keys) localStorage.removeItem(key);
    forgetRoom();
  }
});

// Answers in a session that the server has (room-worker.js); the rest is sent first, unseen.
async function forgetRoom() {
  const kept = await navigator.serviceWorker?.getRegistration("/sessions/").catch(() => null);
  kept?.active?.postMessage("signed-out");
}
