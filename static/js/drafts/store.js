/* What waits on this phone: conversations written where there was no signal, in this browser's own database.
   A draft: key, whose (the person's mark), group, slug, fields ([[name, value]]), written, and if it was refused, why. */
const opened = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open("conversations", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("drafts", { keyPath: "key" });
      asked.result.createObjectStore("groups", { keyPath: "slug" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const within = async (name, mode, work) => {
  const database = await opened();
  try {
    const change = database.transaction(name, mode, { durability: "strict" });
    const finished = new Promise((resolve, reject) => {
      change.oncomplete = resolve;
      change.onabort = () => reject(change.error);
    });
    /* a write counts when it is on the disk: the phone may be put away the next moment */
    const [result] = await Promise.all([done(work(change.objectStore(name))), finished]);
    return result;
  } finally {
    database.close();
  }
};

const cookie = (name) => document.cookie.match(new RegExp(`(?:^|; )(?:__Host-)?${name}=([^;]+)`))?.[1] ?? "";
/* Read when it is needed: after signing in anew both are others. */
export const whose = () => cookie("whose");
export const token = () => cookie("csrf");

/* Numbers are all the server learns of it: signing out asks first. */
const count = async () => {
  const [drafts, person] = [await all(), whose()];
  const n = drafts.filter((draft) => draft.whose === person).length;
  const age = drafts.length ? 60 * 24 * 3600 : 0;
  document.cookie = `unsent=${person}-${n}-${drafts.length - n}; path=/; samesite=lax; max-age=${age}`;
};

/* What it replaces goes in the same moment: signal that comes back in between would send both. */
export const put = async (draft, replaced) => {
  await within("drafts", "readwrite", (drafts) => {
    if (replaced) drafts.delete(replaced);
    return drafts.put(draft);
  });
  await count();
};
export const drop = async (key) => {
  await within("drafts", "readwrite", (drafts) => drafts.delete(key));
  await count();
};
export const all = () => within("drafts", "readonly", (drafts) => drafts.getAll());

/* Of this person alone, the oldest first; of one group, or of all. */
export const mine = async (group) => {
  const person = whose();
  const drafts = person ? await all() : [];
  return drafts
    .filter((draft) => draft.whose === person && (group === undefined || draft.group === group))
    .sort((one, other) => one.written.localeCompare(other.written));
};

/* The page kept for times without signal knows no group: what the real page said at this address. */
export const knowGroup = (slug, group) => within("groups", "readwrite", (groups) => groups.put({ slug, group }));
export const groupAt = async (slug) => (await within("groups", "readonly", (groups) => groups.get(slug)))?.group;
export const forgetGroups = () => within("groups", "readwrite", (groups) => groups.clear());
