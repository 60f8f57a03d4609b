import type { told as en } from './told.en';

/** Notifications, badge and tray. */
export const told: Record<keyof typeof en, string> = {
  noteMessage: '새 메시지',
  noteFile: '파일: {name}',
  noteMany: '새 메시지 {count}개',
  noteSummary: '대화방 {rooms}곳에 새 메시지 {count}개',
  noteSummaryOne: '새 메시지 {count}개',
  noteCalls: '나를 부른 것 {calls}개',
  trayIdle: '사랑방',
  trayUnread: '나에게 온 것 {count}개',
  traySome: '새 메시지 있음',
  trayRoom: '{name} ({count})',
  trayStatus: '상태',
  trayOnline: '온라인',
  trayAway: '자리 비움',
  trayDnd: '방해 금지',
  trayDndHour: '1시간 동안',
  trayDndTomorrow: '내일까지',
  trayDndOff: '끄기',
  traySound: '소리',
  trayQuitIdle: '종료',
  lobby: '로비',
};
