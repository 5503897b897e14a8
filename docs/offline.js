// A page that was opened as a file may not start a worker from a file: the search gets its worker from this text.
if (location.protocol === "file:") {
  const source = "%WORKER%";
  const FromFile = window.Worker;
  window.Worker = class extends FromFile {
    constructor() {
      super(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    }
  };
}
