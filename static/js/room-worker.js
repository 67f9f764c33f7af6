// Keeps the participant's page and its files on the device, so that it opens without a network.
//
// The server's /sessions/worker.js names the files (`self.ROOM`) and loads this. A new version puts
// its files beside the old ones; a page that is open has loaded all of its own and goes on.

const { version, shell, files } = self.ROOM;
const CACHE = `clusterix-room-${version}`;
const BASE = "clusterix-room"; // room-store.js writes it
const PATHS = new Set(files.map((each) => new URL(each, location.origin).pathname));
const IN_SESSION = /^(.*\/sessions\/(\d+)\/)(rate\/)?/;
const IN_BOARD = /\/sessions\/\d+\/board\/$/;
const BOARDS = "clusterix-boards"; // board.js writes what it shows
const WHATEVER = { ignoreVary: true }; // there is one page, whoever asks
const PATIENCE = 5000; // milliseconds for a page that is on the device, too

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([pass(event), install()]).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

// What a page asks of the room every two seconds goes past this worker, where the browser can do
// so: it need not wake for that, and cannot hold it up.
async function pass(event) {
  if (!event.addRoutes || !self.URLPattern) return;
  const urlPattern = new URLPattern({ pathname: "*/sessions/*/room/*" });
  await event.addRoutes({ condition: { urlPattern }, source: "network" }).catch(() => {});
}

async function install() {
  const cache = await caches.open(CACHE);
  const wanted = [shell, ...files].map((each) => new Request(each, { cache: "reload" }));
  await cache.addAll(wanted);
}

// The version before this one stays: a page of it may just be loading.
async function tidy() {
  const ours = (await caches.keys()).filter((each) => each.startsWith(`${BASE}-`));
  for (const each of ours.filter((name) => name !== CACHE).slice(0, -1)) await caches.delete(each);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const [, root, session, rates] = url.pathname.match(IN_SESSION) ?? [];
  if (request.mode === "navigate" && IN_BOARD.test(url.pathname)) {
    if (!url.search) event.respondWith(board(request));
  } else if (request.mode === "navigate" && session) {
    event.respondWith(page(request, Number(session), rates ? null : `${root}rate/`));
  } else if (PATHS.has(url.pathname)) event.respondWith(file(request));
});

async function file(request) {
  const own = await caches.open(CACHE).then((cache) => cache.match(request));
  return own ?? (await caches.match(request)) ?? fetch(request);
}

// The server's page; without it, or when it knows the person no more, the one on the device.
async function page(request, session, instead) {
  const places = await known(session);
  const asked = fetch(request);
  if (!places.length) return asked;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const answer = await Promise.race([asked.catch(() => null), late]);
  const isLost = !answer || answer.status >= 500 || (!instead && [401, 403, 404].includes(answer.status));
  if (!isLost) return answer;
  if (instead) return answer ?? Response.redirect(instead);
  return (await caches.match(shell)) ?? answer ?? Response.error();
}

// Sent to sign in, or told that there is no such page for them.
function isOut(answer) {
  return answer.type === "opaqueredirect" || [403, 404].includes(answer.status);
}

// The moderator's board; without the server as it was last. Whoever may not see it keeps nothing.
async function board(request) {
  const boards = await caches.open(BOARDS);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const answer = await Promise.race([fetch(request).catch(() => null), late]);
  if (!answer || answer.status >= 500) {
    return (await boards.match(request, WHATEVER)) ?? answer ?? Response.error();
  }
  if (answer.status === 200) await boards.put(request, answer.clone());
  else if (isOut(answer)) await boards.delete(request, WHATEVER);
  return answer;
}

// --- what is kept of people ----------------------------------------------------------------

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("places", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function everything() {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const asked = base.transaction("places").objectStore("places").getAll();
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    base.close();
  }
}

async function known(session) {
  const every = await everything().catch(() => []);
  const isOver = (each) => each.closed === "over" && !each.refused.length;
  return every.filter((each) => each.session === session && each.isActive && !isOver(each));
}

// Somebody signs out: what the server has is forgotten here; the rest waits to be sent, unseen.
async function signedOut() {
  await caches.delete(BOARDS);
  const base = await opened();
  const work = base.transaction("places", "readwrite");
  const places = work.objectStore("places");
  const asked = places.getAll();
  asked.onsuccess = () => {
    for (const each of asked.result) {
      if (each.queue.length || each.acts?.length) places.put({ ...each, room: null, kept: [], refused: [], isActive: false });
      else places.delete(each.id);
    }
  };
  await new Promise((resolve) => {
    work.oncomplete = work.onabort = resolve;
  });
  base.close();
}

self.addEventListener("message", (event) => {
  if (event.data === "signed-out") event.waitUntil(signedOut());
});
