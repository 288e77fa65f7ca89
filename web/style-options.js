/** How Web Chat looks. Colours are the custom properties of chat.css, so that light and dark follow the system at once. */

const font = 'var(--font)';

/** Web Chat's options; `initials` are those of the avatars. */
export const styleOptions = (initials) => ({
  accent: 'var(--accent-text)',
  subtle: 'var(--muted)',
  backgroundColor: 'var(--surface)',
  primaryFont: font,
  monospaceFont: 'var(--mono)',
  fontSizeSmall: '0.78rem',
  paddingRegular: 12,
  paddingWide: 16,

  botAvatarInitials: initials.bot,
  userAvatarInitials: initials.user,
  botAvatarBackgroundColor: 'var(--accent)',
  userAvatarBackgroundColor: 'var(--avatar-user)',
  avatarSize: 34,
  showAvatarInGroup: 'sender',

  bubbleBackground: 'var(--bubble)',
  bubbleTextColor: 'var(--text)',
  bubbleBorderWidth: 0,
  bubbleBorderRadius: 16,
  bubbleFromUserBackground: 'var(--accent)',
  bubbleFromUserTextColor: 'var(--on-accent)',
  bubbleFromUserBorderWidth: 0,
  bubbleFromUserBorderRadius: 16,
  bubbleMaxWidth: 560,
  bubbleMinWidth: 120,
  messageActivityWordBreak: 'normal',

  sendBoxBackground: 'var(--field)',
  sendBoxTextColor: 'var(--text)',
  sendBoxPlaceholderColor: 'var(--muted)',
  sendBoxDisabledTextColor: 'var(--muted)',
  sendBoxBorderTop: 'none',
  sendBoxHeight: 48,
  sendBoxTextWrap: true,
  sendBoxButtonAlignment: 'bottom',
  sendBoxButtonColor: 'var(--accent-text)',
  sendBoxButtonColorOnDisabled: 'var(--muted)',
  sendBoxButtonShadeBorderRadius: 20,
  sendBoxButtonShadeColorOnActive: 'var(--hover)',
  sendBoxButtonShadeColorOnDisabled: 'transparent',
  sendBoxButtonShadeColorOnHover: 'var(--hover)',
  sendBoxButtonKeyboardFocusIndicatorBorderColor: 'var(--focus)',
  sendBoxButtonKeyboardFocusIndicatorBorderRadius: 18,
  sendBoxButtonKeyboardFocusIndicatorBorderWidth: 2,
  hideUploadButton: true,
  maxMessageLength: 8000,

  suggestedActionLayout: 'flow',
  suggestedActionHeight: 38,
  suggestedActionBorderRadius: 19,
  suggestedActionBorderWidth: 1,
  suggestedActionBackgroundColor: 'var(--surface)',
  suggestedActionBorderColor: 'var(--accent-line)',
  suggestedActionTextColor: 'var(--accent-text)',
  suggestedActionBackgroundColorOnHover: 'var(--hover)',
  suggestedActionBackgroundColorOnActive: 'var(--hover)',
  suggestedActionBorderColorOnDisabled: 'var(--line)',
  suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--focus)',
  suggestedActionKeyboardFocusIndicatorBorderRadius: 16,
  suggestedActionKeyboardFocusIndicatorBorderStyle: 'solid',
  suggestedActionKeyboardFocusIndicatorBorderWidth: 2,
  suggestedActionKeyboardFocusIndicatorInset: 1,
  suggestedActionsVisualKeyboardIndicatorColor: 'var(--focus)',

  // A long answer is read from its beginning: scrolling stops when the view is full of what is new.
  autoScrollSnapOnPage: true,

  groupTimestamp: 300_000,
  timestampColor: 'var(--muted)',
  notificationText: 'var(--muted)',
  transcriptOverlayButtonBackground: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnFocus: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnHover: 'var(--accent)',
  transcriptActivityVisualKeyboardIndicatorColor: 'var(--focus)',
  transcriptVisualKeyboardIndicatorColor: 'var(--focus)',
  transcriptTerminatorBackgroundColor: 'var(--accent)',

  cardEmphasisBackgroundColor: 'var(--surface)',
  cardPushButtonBackgroundColor: 'var(--accent)',
  cardPushButtonTextColor: 'var(--on-accent)',
});

const foreground = {
  default: { default: 'var(--text)', subtle: 'var(--muted)' },
  accent: { default: 'var(--accent-text)', subtle: 'var(--accent-text)' },
  attention: { default: 'var(--bad)', subtle: 'var(--bad)' },
  good: { default: 'var(--good)', subtle: 'var(--good)' },
  warning: { default: 'var(--warn)', subtle: 'var(--warn)' },
  dark: { default: 'var(--text)', subtle: 'var(--muted)' },
  light: { default: 'var(--muted)', subtle: 'var(--muted)' },
};

const container = (backgroundColor) => ({ backgroundColor, foregroundColors: foreground });

/** How Adaptive Cards look in the transcript. */
export const cardOptions = {
  supportsInteractivity: true,
  fontFamily: font,
  fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 22 },
  spacing: { small: 4, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  containerStyles: {
    default: container('transparent'),
    emphasis: container('var(--surface)'),
    accent: container('var(--surface)'),
    good: container('var(--surface)'),
    attention: container('var(--surface)'),
    warning: container('var(--surface)'),
  },
  actions: {
    actionAlignment: 'left',
    actionsOrientation: 'horizontal',
    buttonSpacing: 8,
    maxActions: 20,
    showCard: { actionMode: 'inline', inlineTopMargin: 10 },
    spacing: 'default',
  },
  factSet: {
    title: { color: 'light', weight: 'default', wrap: false, maxWidth: 130 },
    value: { color: 'default', weight: 'default', wrap: true },
    spacing: 12,
  },
  textBlock: { headingLevel: 2 },
  adaptiveCard: { allowCustomStyle: false },
};
