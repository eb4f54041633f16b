package io.llmloadtest.ledger.file;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Tick;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The chunk file of a run folder, open for reading; one that is missing holds no train. */
final class ChunkFile implements Closeable {

    private final Optional<FileChannel> channel;

    private ChunkFile(Optional<FileChannel> channel) {
        this.channel = channel;
    }

    static ChunkFile open(Path file) throws IOException {
        return new ChunkFile(Files.exists(file) ? Optional.of(FileChannel.open(file)) : Optional.empty());
    }

    /** The train of an ended request; empty when the file does not hold it whole. */
    Optional<ChunkTrain> train(long offset, int length, Tick sent) throws IOException {
        if (channel.isEmpty() || offset < 0 || length < 0 || offset + length > channel.get().size()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.get().read(bytes, offset + bytes.position()) > 0) {
            // a read may stop short
        }
        return ChunkCodec.decode(bytes.array(), sent);
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
