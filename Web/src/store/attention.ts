import { newCommandId } from "./commandId";
import type { ChatApi } from "./ports";

/** Somebody scrolling through or switching conversations marks only where they come to rest. */
const restMs = 800;
/** The service takes presence for ended after 90 s. */
export const presenceEveryMs = 60_000;

/** Tells the service what this person has seen and looks at. All of it is help, none of it is needed: what fails is told again with the next. */
export class Attention {
  readonly #api: Pick<ChatApi, "markRead" | "setPresence">;
  readonly #told = new Map<string, number>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #present: string | null = null;

  constructor(api: Pick<ChatApi, "markRead" | "setPresence">) {
    this.#api = api;
  }

  get lookedAt(): string | null {
    return this.#present;
  }

  read(conversationId: string, seq: number): void {
    if (seq <= (this.#told.get(conversationId) ?? 0)) return;
    clearTimeout(this.#timers.get(conversationId));
    this.#timers.set(conversationId, setTimeout(() => void this.#tellRead(conversationId, seq), restMs));
  }

  /** Tells at once, each mark once; true if anything was told. */
  async tell(marks: ReadonlyMap<string, number>): Promise<boolean> {
    const news = [...marks].filter(([id, seq]) => seq > (this.#told.get(id) ?? 0));
    for (const [id] of news) clearTimeout(this.#timers.get(id));
    await Promise.all(news.map(([id, seq]) => this.#tellRead(id, seq)));
    return news.length > 0;
  }

  /** `null`: at nothing in particular any more, in a tab behind others, or gone. */
  async lookAt(conversationId: string | null): Promise<void> {
    if (conversationId === null && this.#present === null) return;
    this.#present = conversationId;
    await this.#api.setPresence(conversationId === null ? { present: false } : { conversationId, present: true }).catch(() => undefined);
  }

  async #tellRead(conversationId: string, seq: number): Promise<void> {
    const before = this.#told.get(conversationId) ?? 0;
    this.#told.set(conversationId, seq);
    try {
      await this.#api.markRead({ commandId: newCommandId(), conversationId, seq });
    } catch {
      this.#told.set(conversationId, before);
    }
  }
}
