import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Backoff } from "../src/store/backoff";
import { RealtimeLine } from "../src/transport/realtimeSocket";

/** The browser's socket, as far as the line uses it; the test plays the server. */
class Wire {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static all: Wire[] = [];
  readyState = Wire.CONNECTING;
  bufferedAmount = 0;
  sent: string[] = [];
  onopen: ((e: unknown) => void) | null = null;
  onmessage: ((e: unknown) => void) | null = null;
  onclose: ((e: unknown) => void) | null = null;
  readonly url: string;
  readonly protocols: string[];

  constructor(url: string, protocols: string[]) {
    this.url = url;
    this.protocols = protocols;
    Wire.all.push(this);
  }

  send(data: string) { this.sent.push(data); }
  close() { this.readyState = Wire.CLOSED; this.onclose?.({ code: 1006 }); }
  accept() { this.readyState = Wire.OPEN; this.onopen?.({}); }
}

class FakeCloseEvent { readonly code: number; constructor(_: string, init: { code: number }) { this.code = init.code; } }

const realtimeUrl = "ws://localhost:4600/graphql/realtime";

function stage() {
  const scope = { WebSocket: Wire as unknown as typeof WebSocket };
  const backoff = new Backoff({ random: () => 1 });
  const lost = vi.fn();
  const line = new RealtimeLine(realtimeUrl, backoff, lost, Wire as unknown as typeof WebSocket);
  line.install(scope);
  return { scope, line, lost, backoff };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Wire);
  vi.stubGlobal("CloseEvent", FakeCloseEvent);
  Wire.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function connected() {
  const s = stage();
  const socket = new s.scope.WebSocket("wss://localhost:4600/graphql/realtime?a=b", ["graphql-ws", "header-x"]);
  const closed = vi.fn();
  socket.onclose = closed;
  await vi.advanceTimersByTimeAsync(0);
  Wire.all[0]?.accept();
  return { ...s, socket, closed, wire: Wire.all[0] as Wire };
}

describe("The real-time line", () => {
  it("dials the configured address, with the query and the protocols that were asked for", async () => {
    const { wire, socket } = await connected();
    expect(wire.url).toBe("ws://localhost:4600/graphql/realtime?a=b");
    expect(wire.protocols).toEqual(["graphql-ws", "header-x"]);
    expect(socket.readyState).toBe(1);
  });

  it("leaves other addresses to the browser", () => {
    const { scope } = stage();
    expect(new scope.WebSocket("ws://localhost:5173/hmr")).toBeInstanceOf(Wire);
  });

  it("dials again, 1, 2, 4 … 30 s later, until it is through, and tells nobody of the failures", async () => {
    const { scope, lost } = stage();
    const socket = new scope.WebSocket("wss://localhost:4600/graphql/realtime");
    const [opened, closed] = [vi.fn(), vi.fn()];
    Object.assign(socket, { onopen: opened, onclose: closed });
    await vi.advanceTimersByTimeAsync(0);
    for (const [index, wait] of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
      expect(Wire.all).toHaveLength(index + 1);
      Wire.all[index]?.close();
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(Wire.all).toHaveLength(index + 1);
      await vi.advanceTimersByTimeAsync(1);
    }
    Wire.all.at(-1)?.accept();
    expect(opened).toHaveBeenCalledOnce();
    expect(closed).not.toHaveBeenCalled();
    expect(lost).not.toHaveBeenCalled();
  });

  it("dials at once when told that the network is back", async () => {
    const { scope, line } = stage();
    void new scope.WebSocket("wss://localhost:4600/graphql/realtime");
    await vi.advanceTimersByTimeAsync(0);
    Wire.all[0]?.close();
    line.dialNow();
    expect(Wire.all).toHaveLength(2);
  });

  it("gives a hanging attempt up", async () => {
    const { scope } = stage();
    void new scope.WebSocket("wss://localhost:4600/graphql/realtime");
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(Wire.all[0]?.readyState).toBe(Wire.CLOSED);
  });

  it("tells of a lost connection once, after whoever held the socket", async () => {
    const { wire, closed, lost, line } = await connected();
    wire.close();
    line.hangUp();
    expect(closed).toHaveBeenCalledOnce();
    expect(lost).toHaveBeenCalledOnce();
    expect(closed.mock.invocationCallOrder[0]).toBeLessThan(lost.mock.invocationCallOrder[0] ?? 0);
    expect(line.busy).toBe(false);
  });

  it("can be hung up, and then hears nothing any more", async () => {
    const { wire, socket, closed, line } = await connected();
    const heard = vi.fn();
    socket.onmessage = heard;
    line.hangUp();
    wire.onmessage?.({ data: "late" });
    expect(closed).toHaveBeenCalledOnce();
    expect(heard).not.toHaveBeenCalled();
    expect(socket.readyState).toBe(3);
  });
});
