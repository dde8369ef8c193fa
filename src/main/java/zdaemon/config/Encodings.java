package zdaemon.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zdaemon.config.Type.BadValue;
import zdaemon.spec.Handler.TextEncoding;

/**
 * Encodings by the names that Python knows them by, if the JDK has them by any name. Case, hyphens and the like make no
 * difference. Most names that the two have in common mean the same; {@link #DIFFERENT} has the others.
 */
final class Encodings {
    /** What the JDK calls it, then Python's names, as {@link #key} has them. */
    private static final String[] DIFFERENT = {
        "UTF-8 u8 utf utf8ucs2 utf8ucs4 cp65001",
        "ISO-8859-1 latin 8859 iso8859",
        "ISO-8859-13 l7 latin7",
        "x-iso-8859-11 thai iso8859112001",
        "TIS-620 isoir166 tis6200 tis62025290 tis62025291",
        "windows-31j cp932 932 mskanji",
        "Shift_JIS xmacjapanese",
        "x-SJIS_0213 sjisx0213 shiftjisx0213",
        "EUC-JP ujis",
        "x-windows-949 cp949 949 uhc",
        "EUC-KR korean ksx1001 xmackorean",
        "x-Johab cp1361",
        "GB2312 chinese csiso58gb231280 eucgb2312cn isoir58 xmacsimpchinese",
        "GBK cp936 936 ms936",
        "GB18030 gb180302000",
        "Big5 big5tw xmactradchinese",
        "Big5-HKSCS hkscs",
        "x-windows-950 cp950 950",
        "x-windows-874 cp874",
        "IBM037 ibm039",
        "IBM273 csibm273",
        "IBM500 ebcdiccpbe",
        "IBM775 cspc775baltic",
        "IBM855 csibm855",
        "IBM00858 csibm858",
        "IBM1026 csibm1026",
        "x-MacRoman macintosh",
        "x-MacRomania macromanian",
        "x-MacCentralEurope maclatin2 maccenteuro"};

    private Encodings() {
    }

    static TextEncoding of(String name) throws BadValue {
        String key = key(name);
        return switch (key) {
            case "utf8sig" -> new TextEncoding(StandardCharsets.UTF_8, true);
            case "utf16", "u16" -> new TextEncoding(StandardCharsets.UTF_16LE, true);
            case "utf32", "u32" -> new TextEncoding(StandardCharsets.UTF_32LE, true);
            default -> unmarked(name, key);
        };
    }

    private static TextEncoding unmarked(String name, String key) throws BadValue {
        Optional<Charset> charset = charset(key);
        if (charset.isEmpty() && isNumber(key)) {
            charset = charset("cp" + key);
        }
        if (charset.isEmpty() || !charset.get().canEncode()) {
            throw BadValue.of("not a known encoding", name);
        }
        return new TextEncoding(charset.get(), false);
    }

    private static Optional<Charset> charset(String key) {
        for (String row : DIFFERENT) {
            int end = row.indexOf(' ');
            if ((row + " ").indexOf(" " + key + " ", end) >= 0) {
                return Charset.isSupported(row.substring(0, end))
                        ? Optional.of(Charset.forName(row.substring(0, end))) : Optional.empty();
            }
        }
        for (Charset charset : Charset.availableCharsets().values()) {
            boolean named = key(charset.name()).equals(key);
            for (String alias : charset.aliases()) {
                named |= key(alias).equals(key);
            }
            if (named) {
                return Optional.of(charset);
            }
        }
        return Optional.empty();
    }

    /** Letters and digits alone, in lower case. */
    private static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (char c : Text.lower(name).toCharArray()) {
            if ((c >= 'a' && c <= 'z') || Text.isDigit(c)) {
                key.append(c);
            }
        }
        return key.toString();
    }

    private static boolean isNumber(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (!Text.isDigit(key.charAt(i))) {
                return false;
            }
        }
        return !key.isEmpty();
    }
}
