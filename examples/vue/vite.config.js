import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

// PORT is where the page is served, HOST_API where the host is. The host API lies on the page's own origin,
// so that cookies and the sign-in need nothing else.
const { PORT = "8080", HOST_API = "http://localhost:8081" } = process.env;
const server = { port: Number(PORT), strictPort: true, proxy: { "/api": HOST_API } };

// Vue would look for a component of this name.
const isCustomElement = (tag) => tag === "teamwork-connect";
const plugins = [vue({ template: { compilerOptions: { isCustomElement } } })];

export default defineConfig({ plugins, server });
