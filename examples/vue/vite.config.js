// PORT is where the page is served, HOST where the host API is.

import vue from "@vitejs/plugin-vue";

const { PORT = "8080", HOST = "http://localhost:8081" } = process.env;

// Vue leaves the element alone: it is no component of its own.
const isCustomElement = (tag) => tag === "teamwork-connect";

export default {
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
  server: { port: Number(PORT), strictPort: true, proxy: { "/api": HOST } },
};
