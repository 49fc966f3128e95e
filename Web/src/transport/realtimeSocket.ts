import { Backoff } from "../store/backoff";

/** A connection attempt that hangs this long is given up (a captive portal, a half-open network). */
const dialWithinMs = 10_000;

/**
 * The WebSocket that aws-amplify gets for the API's real-time address, in place of the browser's.
 * It exists for three things the library leaves open: http://localhost needs ws:// where it always dials wss://; its
 * own retry grows to minutes where a chat should be back within seconds; and it takes a socket for alive until
 * five minutes have passed without a keep-alive. So this one dials until it is through, tells when it last heard
 * anything, and can be hung up from outside.
 */
export class RealtimeLine {
  readonly #url: string;
  readonly #dial: typeof WebSocket;
  readonly #backoff: Backoff;
  readonly #lost: () => void;
  #current: RealtimeSocket | null = null;
  heardAt = 0;
  openedAt = 0;

  constructor(url: string, backoff: Backoff, lost: () => void, dial: typeof WebSocket = WebSocket) {
    this.#url = url;
    this.#dial = dial;
    this.#backoff = backoff;
    this.#lost = lost;
  }

  /** From here on `new WebSocket(…)` for this address is a `RealtimeSocket`; every other address stays the browser's. */
  install(scope: { WebSocket: typeof WebSocket }): void {
    const line = this;
    const address = withoutScheme(this.#url);
    const native = this.#dial;
    scope.WebSocket = new Proxy(native, {
      construct(target, [url, protocols]: [string | URL, string[]?]) {
        return withoutScheme(String(url)).startsWith(address)
          ? line.#connect(String(url), protocols ?? [])
          : new target(url, protocols);
      },
    });
  }

  /** Dialing or connected. */
  get busy(): boolean {
    return this.#current !== null;
  }

  get open(): boolean {
    return this.#current?.readyState === 1;
  }

  /** Ends the connection as a network failure would: aws-amplify hears of a closed socket, whoever listens of a lost one. */
  hangUp(): void {
    this.#current?.close(4000, "given up");
  }

  dialNow(): void {
    this.#current?.dialNow();
  }

  #connect(url: string, protocols: string[]): RealtimeSocket {
    const target = this.#url + (url.includes("?") ? url.slice(url.indexOf("?")) : "");
    const socket = new RealtimeSocket(() => new this.#dial(target, protocols), this.#backoff, {
      opened: () => void (this.openedAt = Date.now()),
      heard: () => void (this.heardAt = Date.now()),
      closed: () => {
        if (this.#current !== socket) return;
        this.#current = null;
        this.#lost();
      },
    });
    this.#current = socket;
    return socket;
  }
}

type Ears = { readonly opened: () => void; readonly heard: () => void; readonly closed: () => void };

/** The part of WebSocket that aws-amplify uses. */
export class RealtimeSocket {
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly #dial: () => WebSocket;
  readonly #backoff: Backoff;
  readonly #ears: Ears;
  #wire: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #opened = false;
  #closed = false;

  constructor(dial: () => WebSocket, backoff: Backoff, ears: Ears) {
    this.#dial = dial;
    this.#backoff = backoff;
    this.#ears = ears;
    // The first attempt of a fresh line goes out at once; after a failure the wait is the backoff's.
    this.#timer = setTimeout(() => this.#attempt(), backoff.attempts === 0 ? 0 : backoff.next());
  }

  get readyState(): number {
    if (this.#closed) return WebSocket.CLOSED;
    return this.#opened ? (this.#wire?.readyState ?? WebSocket.CLOSED) : WebSocket.CONNECTING;
  }

  get bufferedAmount(): number {
    return this.#wire?.bufferedAmount ?? 0;
  }

  send(data: string): void {
    this.#wire?.send(data);
  }

  close(code = 1000, reason = ""): void {
    this.#wire?.close(code, reason);
    this.#end(new CloseEvent("close", { code, reason }));
  }

  dialNow(): void {
    if (this.#opened || this.#closed || this.#wire !== null) return;
    clearTimeout(this.#timer);
    this.#attempt();
  }

  #attempt(): void {
    const wire = this.#dial();
    this.#wire = wire;
    this.#timer = setTimeout(() => wire.close(), dialWithinMs);
    wire.onopen = (event) => {
      clearTimeout(this.#timer);
      this.#opened = true;
      this.#ears.opened();
      this.#ears.heard();
      this.onopen?.(event);
    };
    wire.onmessage = (event) => {
      this.#ears.heard();
      if (!this.#closed) this.onmessage?.(event);
    };
    wire.onclose = (event) => {
      if (this.#wire !== wire) return;
      clearTimeout(this.#timer);
      this.#wire = null;
      if (this.#opened) this.#end(event);
      else if (!this.#closed) this.#timer = setTimeout(() => this.#attempt(), this.#backoff.next());
    };
  }

  #end(event: CloseEvent): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.onclose?.(event);
    this.#ears.closed();
  }
}

function withoutScheme(url: string): string {
  return url.replace(/^\w+:\/\//, "");
}
