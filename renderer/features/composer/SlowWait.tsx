import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** How long one still waits in a slow room. Said once to a screen reader, counted for the eye. */
export const SlowWait = ({ until }: { until: number }) => {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now);
  const left = Math.ceil((until - now) / 1000);
  const over = left <= 0;
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [over]);
  const [first] = useState(left);
  const words = over ? t('order.slowOver') : t('order.slowWait', { count: left });
  return (
    <>
      <p aria-hidden={!over}>{words}</p>
      {!over && (
        <p role="alert" className="sr-only">
          {t('order.slowWait', { count: first })}
        </p>
      )}
    </>
  );
};
