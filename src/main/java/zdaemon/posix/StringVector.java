package zdaemon.posix;

import java.util.List;

/** {@code char *const v[]}, as execve(2) takes arguments and environment. */
public final class StringVector {
    private StringVector() {}

    /** One piece of memory: the pointers, a null one, then the texts. */
    public static Buffer allocate(List<String> texts) throws PosixException {
        int count = texts.size();
        byte[][] encoded = new byte[count][];
        int size = (count + 1) * Layout.POINTER_SIZE;
        for (int i = 0; i < count; i++) {
            encoded[i] = encode(texts.get(i));
            size += encoded[i].length + 1;
        }
        Buffer vector = Buffer.allocate(size);
        int at = (count + 1) * Layout.POINTER_SIZE;
        for (int i = 0; i < count; i++) {
            vector.putLong(i * Layout.POINTER_SIZE, vector.addressOf(at));
            vector.put(at, encoded[i], 0, encoded[i].length);
            at += encoded[i].length + 1;
        }
        return vector;
    }

    private static byte[] encode(String text) throws PosixException {
        if (text.indexOf(0) >= 0) {
            throw new PosixException("use", Errno.EINVAL, PosixException.quote(text));
        }
        return NativeString.encode(text);
    }
}
