package io.llmloadtest.ledger.file;

import io.llmloadtest.ledger.RequestRecord;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends events to the two ledger files of a run folder. Owned by one thread. */
public final class LedgerWriter implements Closeable {

    /** The event file's name in a run folder. */
    public static final String EVENTS = "ledger.jsonl";
    /** The chunk file's name in a run folder. */
    public static final String CHUNKS = "chunks.bin";

    private static final int BUFFER_BYTES = 1 << 18;

    private final EventWriter events = new EventWriter();
    private final ByteArrayOutputStream eventsWaiting = new ByteArrayOutputStream(BUFFER_BYTES);
    private final OutputStream eventFile;
    private final OutputStream chunkFile;
    private long chunkOffset;

    private LedgerWriter(OutputStream eventFile, OutputStream chunkFile) {
        this.eventFile = eventFile;
        this.chunkFile = chunkFile;
    }

    /**
     * Begins the ledger of a run in {@code folder}.
     *
     * @throws IOException when the files are there already or cannot be written
     */
    public static LedgerWriter create(Path folder) throws IOException {
        OutputStream chunks = open(folder.resolve(CHUNKS));
        return new LedgerWriter(open(folder.resolve(EVENTS)), new BufferedOutputStream(chunks, BUFFER_BYTES));
    }

    private static OutputStream open(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Appends an ended request, its chunks first. */
    public void append(RequestRecord request) throws IOException {
        byte[] train = ChunkCodec.encode(request.chunks(), request.sent());
        chunkFile.write(train);
        append(new LedgerEvent.Ended(request, chunkOffset, train.length));
        chunkOffset += train.length;
    }

    /** Appends any other event. */
    public void append(LedgerEvent event) throws IOException {
        eventsWaiting.writeBytes(events.line(event));
        if (eventsWaiting.size() > BUFFER_BYTES) {
            flush();
        }
    }

    /** Hands everything to the operating system, chunks before the events that point at them. */
    public void flush() throws IOException {
        chunkFile.flush();
        eventsWaiting.writeTo(eventFile);
        eventsWaiting.reset();
    }

    @Override
    public void close() throws IOException {
        try (eventFile; chunkFile) {
            flush();
        }
    }
}
