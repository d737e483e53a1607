/* A page that only leads on: the address that it stands for keeps the question and the place on the page. */
(() => {
  const target = new URL(document.querySelector("link[rel=canonical]").getAttribute("href"), location.href);
  target.search = location.search;
  target.hash = location.hash;
  location.replace(target);
})();
