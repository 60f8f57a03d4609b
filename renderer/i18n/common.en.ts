export const common = {
  appName: 'Sarangbang',
  close: 'Close',
  cancel: 'Cancel',
  continue: 'Continue',
  tryAgain: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  save: 'Save',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  notes: 'Notes',
  wentWrong: 'That did not work. Try again in a moment.',
} as const;
