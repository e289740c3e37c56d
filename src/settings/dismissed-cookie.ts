/** Ids of the announcements that this browser has put away, until it is closed. */
export const dismissedCookie = 'dismissed';
