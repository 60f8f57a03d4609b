import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownFileName } from '../../../protocol/file-names';
import { mediaUrl } from '../../../protocol/files';
import { actions } from '../../store/actions';
import type { Picture, Viewing } from '../../store/slices/files';
import { classes } from '../../ui/classes';
import { sayTrouble } from '../../ui/files/say-trouble';
import { IconButton } from '../../ui/IconButton';
import { toast } from '../../ui/Toaster';
import styles from './Viewer.module.css';
import { ViewerBar } from './ViewerBar';
import { FITTED, moved, type View, zoomed } from './zoom';

const STEP = 1.35;
const MIDDLE = { x: 0, y: 0 };

interface ViewerBodyProps {
  viewing: Viewing;
  picture: Picture;
}

/** The picture, what is beside it, and every way to move between and within them. */
export const ViewerBody = ({ viewing, picture }: ViewerBodyProps) => {
  const { t } = useTranslation();
  const stage = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const [view, setView] = useState<View>(FITTED);
  const [failed, setFailed] = useState(false);
  const { server, images, file } = viewing;
  const at = images.findIndex((one) => one.file.id === file);
  const before = images[at - 1];
  const after = images[at + 1];
  const name = shownFileName(picture.file.name);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture begins fitted
  useEffect(() => {
    setView(FITTED);
    setFailed(false);
  }, [file]);

  const zoom = (factor: number, point = MIDDLE): void =>
    setView((now) => zoomed(now, factor, point));
  const drag = (by: { x: number; y: number }): void => {
    const { offsetWidth: width = 0, offsetHeight: height = 0 } = image.current ?? {};
    setView((now) => moved(now, by, { width, height }));
  };
  const go = (to: Picture | undefined): void => {
    if (to) actions.viewOther(to.file.id);
  };
  const copy = (): void => {
    const box = stage.current?.getBoundingClientRect();
    if (!box || failed) return;
    actions.copyImageAt(box.left + box.width / 2, box.top + box.height / 2).then(
      () => toast({ title: t('file.copied') }),
      () => toast({ title: t('message.copyFailed'), type: 'failed' }),
    );
  };

  const save = (ask: boolean): void => {
    actions.saveFile(server, picture.file, ask).catch(() => sayTrouble(t)('failed'));
  };

  const keys = useRef<(event: KeyboardEvent) => void>(() => {});
  keys.current = (event) => {
    if (event.altKey || event.isComposing) return;
    const held = event.ctrlKey || event.metaKey;
    if (held && event.code === 'KeyS') save(event.shiftKey);
    else if (held && event.code === 'KeyC' && document.getSelection()?.isCollapsed !== false)
      copy();
    else if (held) return;
    else if (event.key === 'ArrowLeft') go(before);
    else if (event.key === 'ArrowRight') go(after);
    else if (event.key === '+' || event.key === '=') zoom(STEP);
    else if (event.key === '-') zoom(1 / STEP);
    else if (event.key === '0') setView(FITTED);
    else return;
    event.preventDefault();
  };
  const wheel = useRef(zoom);
  wheel.current = zoom;
  useEffect(() => {
    const element = stage.current;
    const onKey = (event: KeyboardEvent) => keys.current(event);
    // React listens to wheels passively, and the page would scroll or zoom as well.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = (event.currentTarget as Element).getBoundingClientRect();
      const point = {
        x: event.clientX - box.left - box.width / 2,
        y: event.clientY - box.top - box.height / 2,
      };
      wheel.current(Math.exp(-event.deltaY / 400), point);
    };
    // Before the sheet: it lets no arrow key through.
    window.addEventListener('keydown', onKey, true);
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      window.removeEventListener('keydown', onKey, true);
      element?.removeEventListener('wheel', onWheel);
    };
  }, []);

  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons === 1) drag({ x: event.movementX, y: event.movementY });
  };
  return (
    <>
      <ViewerBar
        {...{ server, picture, view }}
        at={at}
        of={images.length}
        onZoom={(way) => (way === 'fit' ? setView(FITTED) : zoom(way === 'in' ? STEP : 1 / STEP))}
        onCopy={copy}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: buttons and keys do the same */}
      <div
        ref={stage}
        className={classes(styles.stage, view.scale > 1 && styles.large)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() => (view.scale > 1 ? setView(FITTED) : zoom(2.5))}
      >
        {failed ? (
          <p className={styles.failed}>{t('file.unseen')}</p>
        ) : (
          <img
            key={file}
            ref={image}
            className={styles.image}
            src={mediaUrl(server, file)}
            alt={t('file.imageOf', { file: name, name: picture.name })}
            width={picture.file.width}
            height={picture.file.height}
            draggable={false}
            style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
            onError={() => setFailed(true)}
          />
        )}
      </div>
      {before && (
        <IconButton
          className={classes(styles.side, styles.previous)}
          label={t('file.previous')}
          keys="←"
          side="right"
          icon={<ChevronLeft size={24} />}
          onClick={() => go(before)}
        />
      )}
      {after && (
        <IconButton
          className={classes(styles.side, styles.next)}
          label={t('file.next')}
          keys="→"
          side="left"
          icon={<ChevronRight size={24} />}
          onClick={() => go(after)}
        />
      )}
    </>
  );
};
