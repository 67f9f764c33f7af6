// The room on this device: what the server last said of it, and every answer until the server has it.
//
// One record for each place in a session, changed in one transaction of the browser's database, so
// that two tabs never write over each other. The other modules hear "room:changed" and say what
// happened: "room:tap", "room:act", "room:choose", "room:done", "room:go", "room:dismiss",
// "room:heard".

const root = document.getElementById("room");
const SESSION = Number(root.dataset.session || location.pathname.match(/\/sessions\/(\d+)\//)?.[1]);
const BASE = "clusterix-room"; // room-worker.js opens the same one
const FIRST_TRIP = 5000; // milliseconds; how long the page itself may have been on its way
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd\ufffe\uffff]|\p{Cs}/gu;

const channel = new BroadcastChannel(BASE);
let base = null;
let id = "";
let record = null; // of this place
let others = []; // places of before on this device, with answers to be sent
let isStored = true;
let chain = Promise.resolve();

// --- the browser's database ----------------------------------------------------------------

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("places", { keyPath: "id" });
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
}

// What `edit` made of the record; `edit` may say null: then it is removed.
function stored(key, edit) {
  return new Promise((resolve, reject) => {
    const work = base.transaction("places", "readwrite", { durability: "strict" });
    const places = work.objectStore("places");
    const asked = places.get(key);
    let next = null;
    asked.onsuccess = () => {
      try {
        next = edit(asked.result);
        if (next) places.put(next);
        else places.delete(key);
      } catch (error) {
        reject(error);
        work.abort();
      }
    };
    work.oncomplete = () => resolve(next);
    work.onabort = () => reject(work.error);
  });
}

function all() {
  return new Promise((resolve, reject) => {
    const asked = base.transaction("places").objectStore("places").getAll();
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

// --- one change after the other ------------------------------------------------------------

function change(edit, key = id) {
  const done = chain.then(() => apply(edit, key));
  chain = done.catch(() => {}); // what went wrong once must not hold up what comes after
  return done;
}

async function apply(edit, key) {
  if (key !== id) {
    await stored(key, (known) => (known ? edit({ acts: [], ...known }) : null)).catch(() => null);
    await readOthers();
    return tell();
  }
  try {
    record = await stored(id, (known) => edit(known ? joined(known) : (record ?? fresh())));
    isStored = true;
  } catch {
    record = edit(record ?? fresh()); // no room, or no database: at least this page keeps it
    isStored = false;
  }
  channel.postMessage(id);
  return tell();
}

// Answers that this page alone could keep go along as soon as there is room again.
function joined(known) {
  known.acts ??= []; // kept by an earlier version of this page
  if (isStored || !record) return known;
  const there = new Set(known.queue.map((each) => each.uuid));
  known.queue.push(...record.queue.filter((each) => !there.has(each.uuid)));
  const done = new Set(known.acts.map((each) => each.uuid));
  known.acts.push(...record.acts.filter((each) => !done.has(each.uuid)));
  known.sequence = Math.max(known.sequence, record.sequence);
  known.last = Math.max(known.last, record.last);
  return known;
}

function fresh() {
  return {
    id,
    session: SESSION,
    name: root.dataset.name ?? "",
    place: root.dataset.place ?? "",
    device: random(6),
    room: null,
    queue: [],
    acts: [], // what is no answer: a next step, "not my answer", a seat
    kept: [], // the server has them; what it told of the room may be older
    refused: [],
    choice: null, // whether the answers of few people may be shown
    done: [],
    at: null, // the practice one went to without the room
    sequence: 0,
    last: 0,
    offset: 0,
    trip: Infinity,
    isActive: true,
    closed: "",
    sentence: "",
    usedAt: Date.now(),
  };
}

function random(bytes) {
  const numbers = crypto.getRandomValues(new Uint8Array(bytes));
  return [...numbers].map((each) => each.toString(16).padStart(2, "0")).join("");
}

function newUuid() {
  const hex = random(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return `${parts.join("-")}-${hex.slice(20)}`;
}

async function readOthers() {
  const every = base ? await all().catch(() => []) : [];
  const foreign = every.filter((each) => each.id !== id && !each.closed);
  others = foreign.map((each) => ({ acts: [], ...each }));
  others = others.filter((each) => each.queue.length || each.acts.length);
}

function tell() {
  if (!record) return;
  const answers = {};
  for (const item of record.room?.items ?? []) answers[item.pk] = answersOf(item);
  const detail = { record, others, isStored, answers };
  document.dispatchEvent(new CustomEvent("room:changed", { detail }));
}

// --- answers -------------------------------------------------------------------------------

function later(one, other) {
  return Date.parse(one.made_at) - Date.parse(other.made_at) || one.sequence - other.sequence;
}

// By question: what the server told, and above it what was tapped here since.
function answersOf(item) {
  const round = item.rounds.at(-1);
  const found = { ...item.answers };
  const here = [...record.kept, ...record.queue].filter((each) => each.item === item.pk);
  for (const tap of here.sort(later)) {
    const known = found[tap.criterion];
    if (isOf(tap, round)) {
      const isNewer = !known || !known.round || Date.parse(known.made_at) <= Date.parse(tap.made_at);
      if (isNewer || known.uuid === tap.uuid) found[tap.criterion] = { ...tap, round: round?.pk ?? null };
    } else if (!known) {
      found[tap.criterion] = { ...tap, round: 0 };
    }
  }
  return found;
}

function isOf(tap, round) {
  if (!round || tap.round === round.pk) return true;
  return tap.round === null && (round.number === 1 || tap.made_at >= round.opened_at);
}

// The moment of a tap by the server's clock; it never goes back.
function moment(on) {
  on.last = Math.max(Math.round(Date.now() + on.offset), on.last + 1);
  return new Date(on.last).toISOString();
}

function tap(said) {
  return change((on) => {
    on.sequence += 1;
    on.queue.push({
      uuid: newUuid(),
      item: said.item,
      round: said.round,
      criterion: said.criterion,
      value: said.value,
      obstacle: said.obstacle.replace(CONTROL, "").slice(0, 300),
      comment: said.comment.replace(CONTROL, "").slice(0, 300),
      made_at: moment(on),
      sequence: on.sequence,
    });
    return on;
  });
}

// The last one about the same thing stands.
function act(said) {
  const isSame = (each) => each.act === said.act && each.item === said.item && each.rating === said.rating;
  return change((on) => {
    const made = { uuid: newUuid(), made_at: moment(on), ...said };
    if (said.line) made.line = said.line.replace(CONTROL, "").slice(0, 200);
    on.acts = [...on.acts.filter((each) => !isSame(each)), made];
    return on;
  });
}

// --- what the server said ------------------------------------------------------------------

const HEARD = {
  room(on, { data }) {
    on.room = data;
    on.place = data.place;
    on.closed = "";
    on.kept = on.kept.filter((each) => {
      const told = data.items.find((item) => item.pk === each.item)?.answers[each.criterion];
      return !told || Date.parse(told.made_at) < Date.parse(each.made_at);
    });
    return on;
  },
  now(on, { data }) {
    if (on.room) Object.assign(on.room, { is_live: data.is_live, confirmed: data.confirmed });
    return on;
  },
  taps(on, { data, sent }) {
    const kept = new Set(data.kept);
    const waiting = new Set(data.waiting);
    const against = new Map(data.refused.map((each) => [each.uuid, each.sentence]));
    for (const each of on.queue) {
      if (kept.has(each.uuid)) on.kept.push(each);
      else if (against.has(each.uuid)) {
        on.refused.push({ ...each, sentence: against.get(each.uuid) });
      } else if (waiting.has(each.uuid)) each.waits = data.seen;
    }
    on.queue = on.queue.filter((each) => !kept.has(each.uuid) && !against.has(each.uuid));
    for (const each of on.acts) {
      if (kept.has(each.uuid)) carryOut(on, each);
      else if (against.has(each.uuid)) on.refused.push({ ...each, sentence: against.get(each.uuid) });
    }
    on.acts = on.acts.filter((each) => !kept.has(each.uuid) && !against.has(each.uuid));
    on.done = on.done.filter((each) => !sent.done.includes(each));
    for (const item of on.room?.items ?? []) {
      for (const round of item.rounds) {
        if (sent.done.includes(round.pk)) round.is_finished = true;
      }
    }
    return on;
  },
  // The place is nobody's any more, or the minutes are confirmed: what it knew is forgotten.
  closed(on, { why, sentence }) {
    on.closed = why;
    on.sentence = sentence;
    if (why !== "over") return on;
    on.refused.push(...[...on.queue, ...on.acts].map((each) => ({ ...each, sentence })));
    return forget({ ...on, queue: [], acts: [] });
  },
};

// The room as it is with an act that the server has carried out.
function carryOut(on, act) {
  for (const item of on.room?.items ?? []) {
    if (act.act === "step" && item.pk === act.item) item.step = { kind: act.kind, line: act.line };
    for (const each of Object.values(item.answers)) {
      if (act.act === "contest" && each.rating === act.rating) each.is_contested = true;
    }
    for (const round of item.rounds) {
      if (act.act === "seat" && round.pk === act.round) round.has_seat = true;
    }
  }
}

// Nothing that somebody answered stays, but for what never reached the server.
function forget(on) {
  const titles = {};
  for (const each of on.refused.filter((one) => one.criterion)) titles[each.criterion] = questionOf(on, each.criterion);
  return { ...on, room: null, kept: [], titles, choice: null };
}

function questionOf(on, code) {
  return on.room?.questions.find((each) => each.code === code)?.question ?? on.titles?.[code] ?? "";
}

// The offset of this device's clock, from the answer that was least long on its way.
function learn(on, { data, begun, ended }) {
  if (!data?.now || begun === undefined) return;
  const trip = ended - begun;
  if (trip > on.trip && Date.now() - (on.learnt ?? 0) < 600000) return;
  on.offset = Date.parse(data.now) - (begun + ended) / 2;
  on.trip = trip;
  on.learnt = Date.now();
}

function heard(event) {
  const said = event.detail;
  change((on) => {
    learn(on, said);
    const next = HEARD[said.kind](on, said);
    return said.why === "over" && !on.isActive ? null : next;
  }, said.id ?? id);
}

// --- the beginning -------------------------------------------------------------------------

// The place that the page names, else the last one on this device.
async function begin() {
  base = await opened().catch(() => null);
  isStored = base !== null;
  const every = base ? await all().catch(() => []) : [];
  const own = every.filter((each) => each.session === SESSION);
  const last = own.filter((each) => each.isActive).sort((a, b) => b.usedAt - a.usedAt)[0];
  id = root.dataset.name ? `${SESSION}:${root.dataset.name}` : (last?.id ?? "");
  if (!id) {
    document.dispatchEvent(new CustomEvent("room:unknown"));
    return;
  }
  for (const each of own) {
    if (each.id !== id) await change((on) => ({ ...on, isActive: false }), each.id);
  }
  await change((on) => {
    on.usedAt = Date.now();
    on.isActive = true;
    if (root.dataset.place) on.place = root.dataset.place;
    if (root.dataset.place) on.closed = "";
    const ended = Date.now();
    learn(on, { data: root.dataset, begun: ended - FIRST_TRIP, ended });
    return on;
  });
  await readOthers();
  tell();
}

document.addEventListener("room:tap", (event) => tap(event.detail));
document.addEventListener("room:act", (event) => act(event.detail));
document.addEventListener("room:choose", (event) => change((on) => ({ ...on, choice: event.detail })));
document.addEventListener("room:go", (event) => change((on) => ({ ...on, at: event.detail })));
document.addEventListener("room:dismiss", () => change((on) => ({ ...on, refused: [] })));
document.addEventListener("room:done", (event) =>
  change((on) => ({ ...on, done: [...on.done, event.detail] })),
);
document.addEventListener("room:heard", heard);
channel.addEventListener("message", async (event) => {
  if (event.data !== id || !base) return;
  const every = await all().catch(() => []);
  const found = every.find((each) => each.id === id);
  if (found) record = { acts: [], ...found };
  tell();
});
begin();
