import react from "@vitejs/plugin-react";
import { loadEnv } from "vite";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds a host, unless EVENTCHAT_URL says otherwise. */
const host = "http://localhost:4600";

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  // Relative addresses: the page also works below a path (an S3 prefix, a proxy).
  base: "./",
  server: { host: "127.0.0.1", port: 5173, proxy: { "/_local": loadEnv(mode, ".", "EVENTCHAT_")["EVENTCHAT_URL"] ?? host } },
  build: { target: "es2022" },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
}));
