/** On every page: what a visitor has seen stays readable without a network (sw.js). */

const WORKER = new URL("../../sw.js", import.meta.url).href;
const note = document.querySelector(".offline-note");

addEventListener("online", tell);
addEventListener("offline", tell);
tell();

// A visitor who saves data is not sent what may never be used.
if (navigator.serviceWorker && !navigator.connection?.saveData) {
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}

function tell() {
  if (note) note.hidden = navigator.onLine;
}

async function register() {
  const workers = navigator.serviceWorker;
  // The policy of the pages takes addresses of code only from a named maker.
  const maker = globalThis.trustedTypes?.createPolicy("offline", { createScriptURL: () => WORKER });
  const address = maker ? maker.createScriptURL("") : WORKER;
  try {
    // Without a worker this is the first page, and perhaps the only one.
    const isReturning = Boolean(workers.controller);
    workers.controller?.postMessage({ isReturning });
    // The page came before there was a worker, or this worker, to keep it.
    workers.addEventListener("controllerchange", () => {
      workers.controller?.postMessage({ seen: [location.href, ...partsOfPage()], isReturning });
    });
    await workers.register(address, { updateViaCache: "none" });
  } catch {
    // Private windows and full disks keep nothing; the page works all the same.
  }
}

function partsOfPage() {
  return performance.getEntriesByType("resource").map(({ name }) => name);
}
