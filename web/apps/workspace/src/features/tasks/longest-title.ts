/** The most characters of a task's title, as the server has it. */
export const LONGEST_TITLE = 255;
