package io.llmloadtest.load.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A stream that gives only so many bytes until it is told that they were made use of. */
final class MeteredStream extends FilterInputStream {

    private final int most;
    private final Supplier<? extends RuntimeException> tooMany;
    private long given;

    MeteredStream(InputStream in, int most, Supplier<? extends RuntimeException> tooMany) {
        super(in);
        this.most = most;
        this.tooMany = tooMany;
    }

    /** Counts from here on. */
    void restart() {
        given = 0;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int bytes = super.read(into, offset, length);
        count(bytes);
        return bytes;
    }

    private void count(int bytes) {
        given += Math.max(0, bytes);
        if (given > most) {
            throw tooMany.get();
        }
    }
}
