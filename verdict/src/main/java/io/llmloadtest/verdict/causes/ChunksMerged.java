package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.InterTokenGaps.Unit;
import io.llmloadtest.ledger.Streams;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * Chunks carry several tokens, as with speculative decoding or a server that merges what it sends. Tokens that make no text yet,
 * such as half a character, are a few; so a fifth more tokens than chunks is not yet said.
 */
final class ChunksMerged implements Cause {

    private static final double WORTH_SAYING = 1.3;
    private static final long ENOUGH_CHUNKS = 20;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Streams streams = hearing.file().tally().streams();
        double each = streams.tokens() / (double) Math.max(1, streams.chunks());
        return each < WORTH_SAYING || streams.chunks() < ENOUGH_CHUNKS
                ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("tokens", streams.tokens()).put("chunks", streams.chunks())
                        .put("tokens_per_chunk", each)
                        .put("itl",
                                hearing.file().tally().interToken().unit() == Unit.TOKEN ? "per_token" : "per_chunk")
                        .info(FindingId.CHUNKS_MERGED, hearing)));
    }
}
