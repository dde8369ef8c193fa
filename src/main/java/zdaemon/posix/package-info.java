/**
 * The one room that talks to libc: typed values above, C-named calls below.
 *
 * <p>Three layers. At the bottom {@code Function} makes every call through one downcall shape; in the middle the
 * {@code Libc…} classes hold one static method per function of libc, named and commented as in its man page; on top are
 * the public types, which speak of descriptors, processes, signals and paths, and throw {@link
 * zdaemon.posix.PosixException}. No other package sees {@code java.lang.foreign}.
 *
 * <p>All text is decoded and encoded by {@link zdaemon.posix.NativeString}, so that no byte is ever lost. Objects
 * that own native memory belong to the thread that made them.
 */
package zdaemon.posix;
