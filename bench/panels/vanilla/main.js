import "../../../style/panel.css";
import { mountPanel } from "./panel.js";

window.mountPanel = mountPanel;
mountPanel(document.getElementById("panel"));
