/** What friends call somebody: "김민수" is 민수, "Minsu Kim" is Minsu. */
export const calledName = (name: string): string => {
  if (/^[가-힣]{3}$/.test(name)) return name.slice(1);
  return /^[\p{Script=Latin}\s'’-]+$/u.test(name) ? (name.split(/\s+/)[0] ?? name) : name;
};
