// Of `site-builder serve` alone: loads the page again for each new edition, and shows above the last
// good one what hinders the next. No published page has it.
{
  const { edition } = Object.fromEntries(new URL(document.currentScript.src).searchParams);
  const folder = new URL(".", document.currentScript.src);

  const panel = document.createElement("section");
  panel.id = "serve-complaints";
  panel.setAttribute("role", "alert");
  panel.hidden = true;

  const show = ({ title, complaints }) => {
    const heading = document.createElement("h2");
    heading.textContent = title;
    const list = document.createElement("ul");
    list.append(...complaints.map((complaint) => {
      const item = document.createElement("li");
      item.textContent = complaint;
      return item;
    }));
    panel.replaceChildren(heading, list);
    panel.hidden = complaints.length === 0;
  };

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("live.css", folder);
  document.head.append(style);
  document.body.append(panel);
  // The browser connects again by itself, to a new server too.
  new EventSource(new URL("events", folder)).addEventListener("message", ({ data }) => {
    const state = JSON.parse(data);
    if (state.edition === edition) {
      show(state);
    } else {
      location.reload();
    }
  });
}
