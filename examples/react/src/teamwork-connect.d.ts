// The element as React has it: attributes, properties, and events as `on` with their name.

import type { Ref } from "react";
import type {
  PanelProperties,
  TeamworkConnectAttributes,
  TeamworkConnectElement,
  TeamworkConnectEventMap,
} from "teamwork-connect";

type Events = {
  [Type in keyof TeamworkConnectEventMap as `on${Type}`]?: (event: TeamworkConnectEventMap[Type]) => void;
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "teamwork-connect": TeamworkConnectAttributes &
        PanelProperties &
        Events & { ref?: Ref<TeamworkConnectElement> };
    }
  }
}
