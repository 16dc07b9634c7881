/**
 * On every page: an award whose last valid day has passed since the build is shown as ended.
 * The page brings the words for it; without script, that day stands beside every star.
 */

import { todayInVietnam } from "./calendar.js";

const IN_FORCE = /--(?:valid|expiring|extended)\b/;
// The drawing `expired` of icons.html.jinja.
const ENDED = "M3 4.5h14V17H3zM3 8h14M6.5 2.5V6M13.5 2.5V6M8 10.5l4 4M12 10.5l-4 4";

const today = todayInVietnam();
const descriptions = document.querySelectorAll(
  'meta[name="description"], meta[property="og:description"]',
);

for (const part of document.querySelectorAll("[data-expires]")) {
  if (part.dataset.expires < today) end(part);
}

for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
  const data = JSON.parse(script.textContent);
  if (data.hasCertification?.expires < today) {
    delete data.hasCertification;
    // The policy of the pages lets nobody write a script; this one is data already.
    script.firstChild.data = JSON.stringify(data);
  }
}

// Only what was in force on the day of the build has words for afterwards.
function end(part) {
  const texts = [part, ...part.querySelectorAll("[data-then]")].filter(({ dataset }) => dataset.then);
  if (!texts.length) return;
  part.className = part.className.replace(IN_FORCE, "--expired");
  part.querySelector(".icon path")?.setAttribute("d", ENDED);
  part.querySelector(".stars")?.remove();
  for (const text of texts) {
    if (text.matches(".award__label")) describe(text.textContent, text.dataset.then);
    text.textContent = text.dataset.then;
    delete text.dataset.then;
  }
}

// The lines for search engines and networks name the award of a product too.
function describe(before, after) {
  for (const line of descriptions) line.content = line.content.replace(before, () => after);
}
