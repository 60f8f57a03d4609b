import { useMemo } from 'react';
import { encode } from 'uqr';
import styles from './invite.module.css';

/** Dark modules as one path: runs of a row become one rectangle. */
export const qrPath = (rows: readonly (readonly boolean[])[]): string => {
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      path += `M${from} ${y}h${x - from + 1}v1H${from}z`;
    }
  });
  return path;
};

interface QrProps {
  text: string;
  label: string;
}

/** Black on white in both themes, as cameras want it; with the quiet zone of the standard. */
export const Qr = ({ text, label }: QrProps) => {
  const { size, path } = useMemo(() => {
    const code = encode(text, { ecc: 'M', border: 3 });
    return { size: code.size, path: qrPath(code.data) };
  }, [text]);
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
