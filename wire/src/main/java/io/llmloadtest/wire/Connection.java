package io.llmloadtest.wire;

import io.llmloadtest.wire.hot.AnswerDecoder;
import io.llmloadtest.wire.hot.Limits;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One open connection with the decoder of its answers. Owned by the loop; carries one call at a time. */
final class Connection {

    private final Lane lane;
    private final Link link;
    private final AnswerDecoder answer = new AnswerDecoder(Limits.STANDARD);
    private @Nullable Call call;
    private @Nullable Throwable failure;
    private int uses;
    private OptionalInt localPort = OptionalInt.empty();
    private long idleSince;

    Connection(Lane lane, Link link) {
        this.lane = lane;
        this.link = link;
    }

    void opened() {
        localPort = link.localPort();
        lane.traffic().opened();
    }

    /** Takes up a call and writes its request. */
    void carry(Call next, byte[] head) {
        call = next;
        uses++;
        answer.begin(next.request.streamed(), next.request.textWanted());
        next.sentOn(this, lane.now());
        link.send(head, next.request.body());
    }

    /** The socket has taken the last byte of the request. */
    void written() {
        Call current = call;
        if (current != null) {
            current.written(lane.now());
        }
    }

    /**
     * Bytes came.
     *
     * @param stamp when the read that they are of was stamped
     * @param more whether the same read brought further bytes
     * @return whether those are wanted
     */
    boolean received(byte[] bytes, int length, long stamp, boolean more) {
        Call current = call;
        if (current == null) {
            // nobody asked for this: the next answer could not be told from it
            close();
            return false;
        }
        int before = answer.train().size();
        answer.feed(bytes, 0, length, stamp);
        lane.traffic().read(answer.train().size() - before);
        if (answer.ended()) {
            lane.answered(this, current, more);
            return false;
        }
        return true;
    }

    /** The socket failed; {@link #gone} follows. The first failure is the one that counts. */
    void failed(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /** The socket is closed, by whomever. */
    void gone() {
        Call current = call;
        if (current != null) {
            call = null;
            lane.lost(this, current);
        }
    }

    /** Lets go of the call, which is over or goes elsewhere. */
    void release() {
        call = null;
    }

    void idleFrom(long nanos) {
        idleSince = nanos;
    }

    long idleSince() {
        return idleSince;
    }

    void close() {
        call = null;
        link.close();
    }

    boolean isOpen() {
        return link.isOpen();
    }

    AnswerDecoder answer() {
        return answer;
    }

    int uses() {
        return uses;
    }

    OptionalInt localPort() {
        return localPort;
    }

    /** How it died, for a person. */
    String loss() {
        return failure == null ? "the server closed the connection before any answer" : Failures.loss(failure);
    }
}
