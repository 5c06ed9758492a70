/* The page that logs a conversation opens without signal. `kept` comes from the address that registers this: the name of
   this version, the page without any data, and the files it needs. Nothing else is ever kept. */
const PATIENCE = 8000;
const mine = (name) => name.startsWith(`${kept.prefix}-`);
const here = new URL("./", self.location).pathname;

const keep = async () => {
  const cache = await caches.open(kept.version);
  await Promise.all(
    [kept.page, ...kept.files].map(async (address) => {
      /* Who is not signed in would get the page of signing in. */
      const answer = await fetch(address, { redirect: "error", cache: "no-cache" });
      if (!answer.ok) throw new Error(`${answer.status}`);
      await cache.put(address, answer);
    }),
  );
};

const forgetOlder = async () => {
  const old = (await caches.keys()).filter((name) => mine(name) && name !== kept.version);
  await Promise.all(old.map((name) => caches.delete(name)));
};

const fromHere = async (address) => (await caches.open(kept.version)).match(address);

/* Whether anything waits on this phone: who may not open the page any more finds it there, to copy or to delete. */
const waits = () =>
  new Promise((resolve) => {
    const asked = indexedDB.open("conversations");
    /* none here: it is not made by asking */
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => resolve(false);
    asked.onsuccess = () => {
      const all = asked.result.transaction("drafts").objectStore("drafts").count();
      all.onsuccess = () => resolve(all.result > 0);
      all.onerror = () => resolve(false);
      asked.result.close();
    };
  });

const page = async (request) => {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    const answer = await Promise.race([fetch(request), late]);
    /* What stands before the site answers so when the site does not. */
    const isAway = [502, 503, 504].includes(answer.status) || ([403, 404].includes(answer.status) && (await waits()));
    if (!isAway) return answer;
    return (await fromHere(kept.page)) ?? answer;
  } catch {
    return (await fromHere(kept.page)) ?? Response.error();
  }
};

const file = async (request, address) => {
  try {
    return await fetch(request);
  } catch {
    return (await fromHere(address)) ?? Response.error();
  }
};

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate" && pathname === here) event.respondWith(page(event.request));
  else if (kept.files.includes(pathname)) event.respondWith(file(event.request, pathname));
});
