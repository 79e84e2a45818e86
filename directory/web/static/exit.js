/* Leaving in a hurry: blank the page at once, and do it for three presses of Shift too. Without this the link still works. */
(function () {
  "use strict";
  var link = document.querySelector("a.exit");
  if (!link) return;
  var presses = 0;
  var timer;
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.classList.add("blank");
    document.title = "";
    window.location.replace(link.href);
  }
  link.addEventListener("click", leave);
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { presses = 0; return; }
    presses += 1;
    clearTimeout(timer);
    timer = setTimeout(function () { presses = 0; }, 2000);
    if (presses === 3) leave();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { window.location.reload(); return; }
    /* Back after an exit: browsers fill in again what was typed. Show what the server sent, which knows nothing any more. */
    var how = window.performance.getEntriesByType && window.performance.getEntriesByType("navigation")[0];
    if (how && how.type === "back_forward") Array.prototype.forEach.call(document.forms, function (form) { form.reset(); });
  });
})();
