package zdaemon.posix;

import java.util.List;

/** {@code char *const v[]}, as execve(2) takes arguments and environment. */
public final class StringVector {
    private StringVector() {}

    /** One piece of memory: the pointers, a null one, then the texts. */
    public static Buffer allocate(List<String> texts) throws PosixException {
        return allocate(texts, new long[texts.size() + 1]);
    }

    /**
     * @param pointers as many as there are texts, and a null one; to those that are in memory already, and 0 for others, which
     *     are filled in
     */
    private static Buffer allocate(List<String> texts, long[] pointers) throws PosixException {
        int count = texts.size();
        byte[][] encoded = new byte[count][];
        int size = pointers.length * Layout.POINTER_SIZE;
        for (int i = 0; i < count; i++) {
            if (pointers[i] == 0) {
                encoded[i] = encode(texts.get(i));
                size += encoded[i].length + 1;
            }
        }
        Buffer vector = Buffer.allocate(size);
        int at = pointers.length * Layout.POINTER_SIZE;
        for (int i = 0; i < count; i++) {
            if (pointers[i] == 0) {
                pointers[i] = vector.addressOf(at);
                vector.put(at, encoded[i], 0, encoded[i].length);
                at += encoded[i].length + 1;
            }
        }
        vector.putLongs(0, pointers);
        return vector;
    }

    private static byte[] encode(String text) throws PosixException {
        if (text.indexOf(0) >= 0) {
            throw new PosixException("use", Errno.EINVAL, PosixException.quote(text));
        }
        return NativeString.encode(text);
    }

    /**
     * Makes vectors one after the other, most of whose texts are those of the one before, and the same objects: these are in
     * memory once. A vector is good until the next one is made.
     */
    public static final class Shared implements AutoCloseable {
        private List<String> texts = List.of();
        private long[] pointers = {0};
        private Buffer memory = Buffer.allocate(0);

        /** As {@link StringVector#allocate}. */
        public Buffer next(List<String> following) throws PosixException {
            int count = following.size();
            int common = Math.min(count, texts.size());
            long[] known = new long[count + 1];
            int others = count - common;
            for (int i = 0; i < common; i++) {
                // Not whether they are equal: that would cost what it spares.
                if (isSame(following.get(i), texts.get(i))) {
                    known[i] = pointers[i];
                } else {
                    others++;
                }
            }
            if (2 * others > count) {
                remember(following);
                known = pointers.clone();
            }
            return allocate(following, known);
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(String one, String other) {
            return one == other;
        }

        private void remember(List<String> following) throws PosixException {
            long[] fresh = new long[following.size() + 1];
            Buffer former = memory;
            memory = allocate(following, fresh);
            texts = following;
            pointers = fresh;
            former.close();
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
