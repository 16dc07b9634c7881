// The light or dark scheme a reader chose: put in force at once, remembered on this device only.
// And the way to the same page in the other language.
(() => {
  const root = document.documentElement;
  const key = "theme";
  const remember = (theme) => {
    try { localStorage.setItem(key, theme); } catch { /* storage may be switched off */ }
  };
  const remembered = () => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const chosen = remembered();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  const isDark = () =>
    (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  // The page in the other language takes along what is chosen here: filters, shortlist, place.
  const carryAlong = ({ currentTarget }) => {
    currentTarget.search = location.search;
    currentTarget.hash = location.hash;
  };

  const start = () => {
    for (const link of document.querySelectorAll(".language-link")) link.addEventListener("click", carryAlong);
    const button = document.querySelector(".scheme-toggle");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      remember(root.dataset.theme);
      show();
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
