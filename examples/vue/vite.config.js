import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

// PORT is the port of the page, BACKEND_API the address of the backend. The backend API is on the page's own
// origin, so that cookies and the sign-in need no further setup.
const { PORT = "8080", BACKEND_API = "http://localhost:8081" } = process.env;
const server = { port: Number(PORT), strictPort: true, proxy: { "/api": BACKEND_API } };

// Otherwise Vue would look for a component with this name.
const isCustomElement = (tag) => tag === "teamwork-connect";
const plugins = [vue({ template: { compilerOptions: { isCustomElement } } })];

export default defineConfig({ plugins, server });
