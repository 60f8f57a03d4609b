export const classroom = {
  sysHand: '{{name}} raised a hand',
  sysHandDown: '{{name}} lowered a hand',
  sysLook: '{{name}} asked everybody to look',
} as const;
