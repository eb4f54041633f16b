package io.llmloadtest.ledger.foreign;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Opens files that may be compressed with gzip, which their first two bytes tell whatever they are called. */
public final class MaybeZipped {

    private static final int BUFFER = 64 << 10;

    private MaybeZipped() {
    }

    /**
     * Opens a file for reading.
     *
     * @throws IOException when there is no such file, it is a folder, or it may not be read; the message names it
     */
    public static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; name a file");
        }
        InputStream bytes;
        try {
            bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        } catch (NoSuchFileException _) {
            throw new IOException(file + ": there is no such file; check the path");
        } catch (AccessDeniedException _) {
            throw new IOException(file + ": may not be read; check its permissions");
        }
        try {
            return isZipped(bytes) ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER) : bytes;
        } catch (IOException broken) {
            bytes.close();
            throw unreadable(file, broken);
        }
    }

    /** A failure while reading, with the file's name and what to do. */
    public static IOException unreadable(Path file, IOException cause) {
        return new IOException(file + ": cannot be read to its end ("
                + Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName())
                + "); it is damaged or was cut off: copy it again", cause);
    }

    private static boolean isZipped(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return zipped;
    }
}
