/**
 * The tool as users get it: the image wherever it lies and whatever has become of it, its packages, the plain jar, and
 * the command within another Java program.
 */
package zdaemon.image;
