/** What is wrong, and what a person can do about it. */
export interface Explanation {
  title: string;
  advice: string;
}
