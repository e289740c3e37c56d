/** Holds the language chosen on this host before the sign-in; says nothing about who reads. */
export const languageCookie = 'language';
