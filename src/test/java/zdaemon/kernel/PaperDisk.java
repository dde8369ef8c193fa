package zdaemon.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zdaemon.posix.Errno;
import zdaemon.posix.PosixException;
import zdaemon.program.StateFile;
import zdaemon.protocol.Legacy;

/** A state file on paper. */
public final class PaperDisk implements StateFile {
    private final Story story;
    private Optional<String> content = Optional.empty();
    private Optional<Errno> fault = Optional.empty();

    public PaperDisk(Story story) {
        this.story = story;
    }

    /** From now on it takes nothing: ENOSPC, EROFS, …; empty: it does again. */
    public void fails(Optional<Errno> why) {
        fault = why;
    }

    /** What a successor would read. */
    public Optional<Legacy> state() {
        return content.flatMap(Legacy::parse);
    }

    @Override
    public boolean overwrite(byte[] head) throws PosixException {
        if (content.isEmpty()) {
            return false;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        put(text + content.get().substring(text.length()));
        return true;
    }

    @Override
    public void write(byte[] bytes) throws PosixException {
        put(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private void put(String text) throws PosixException {
        if (fault.isPresent()) {
            story.add("write refused");
            throw new PosixException("write", fault.get(), "'state'");
        }
        content = Optional.of(text);
        Legacy state = state().orElseThrow();
        String process = state.program().substring(0, state.program().indexOf(' '));
        story.add("write " + process + (state.ready() ? " ready" : " testing") + state.wish().map(wish -> " " + wish).orElse(""));
    }

    @Override
    public void remove() {
        content = Optional.empty();
        story.add("remove");
    }
}
