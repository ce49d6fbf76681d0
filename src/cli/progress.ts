/** A line of a terminal that says what is being done. */
export interface Progress {
  /** Takes what is being done; it is shown once the command has taken a second, and no more often than a person reads. */
  readonly step: (doing: string) => void;
  /** Takes a writer and returns one that removes the line before it writes. */
  readonly before: (write: (text: string) => void) => (text: string) => void;
}

const PAUSE = 100;

/** Takes what writes to a terminal and what tells the milliseconds since the command began, and returns the line. */
export function progressLine(terminal: (text: string) => void, milliseconds: () => number): Progress {
  let isShown = false;
  let next = 1000;
  const clear = () => {
    if (isShown) terminal('\r\u001b[2K');
    isShown = false;
  };
  return {
    step: (doing) => {
      const now = milliseconds();
      if (now < next) return;
      next = now + PAUSE;
      clear();
      terminal(doing);
      isShown = true;
    },
    before: (write) => (text) => {
      clear();
      write(text);
    },
  };
}
