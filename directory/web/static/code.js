/* A scanned square brings the code behind the # of the address. Put it into the box, and take it out of the address. */
(function () {
  "use strict";
  var box = document.getElementById("code");
  function take() {
    var code = window.location.hash.slice(1);
    if (!box || !/^[0-9A-Za-z-]+$/.test(code) || document.getElementById(code)) return;
    box.value = code;
    window.history.replaceState(null, "", window.location.pathname);
  }
  window.addEventListener("hashchange", take);
  take();
})();
