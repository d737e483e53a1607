/* The buttons "In đầy đủ" and "In gọn". The form on paper is print.css's business: the short one is a class on the root. */
(() => {
  const root = document.documentElement;
  /** @type {NodeListOf<HTMLElement>} */
  const buttons = document.querySelectorAll("button[data-print]");

  /* A font that only paper uses would come too late for the first print: the browser does not wait for it. */
  const loadFonts = () =>
    Promise.all(["", "bold ", "italic ", "italic bold "].map((style) => document.fonts.load(`${style}13pt Tinos`, "aạ")));

  const print = async (form) => {
    await loadFonts().catch(() => []); // without it paper gets Times New Roman or its like
    root.classList.toggle("print-short", form === "short");
    window.print();
  };

  for (const button of buttons) {
    button.addEventListener("click", () => print(button.dataset.print));
  }
  window.addEventListener("afterprint", () => root.classList.remove("print-short"));
  /* Printers stand beside desks: a phone need not fetch 57 KB for them. */
  if (document.querySelector(".points-table") && window.matchMedia("(hover: hover) and (min-width: 60em)").matches) {
    window.addEventListener("load", () => (window.requestIdleCallback || window.setTimeout)(() => loadFonts().catch(() => [])));
  }
})();
