import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds a host. */
const host = process.env["EVENTCHAT_URL"] ?? "http://localhost:4600";

export default defineConfig({
  plugins: [react()],
  // Relative addresses: the page also works below a path (an S3 prefix, a proxy).
  base: "./",
  server: { host: "127.0.0.1", port: 5173, proxy: { "/_local": host } },
  build: { target: "es2022" },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
