package io.llmloadtest.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The KV cache's blocks: blank ones, those in use, and idle ones that still hold a known prefix and go last, the longest unused first. One block is reserved,
 * as in vLLM, so the usage is out of one less than there are. Not thread-safe: the engine's thread owns it.
 */
final class KvBlocks {
    private final int blockSize;
    private final boolean prefixCaching;
    private final int usable;
    private final Deque<Block> blank = new ArrayDeque<>();
    private final Map<Long, Block> known = new HashMap<>();
    private final LinkedHashMap<Long, Block> idle = new LinkedHashMap<>();

    /** A block; the engine only passes it on. */
    static final class Block {
        private long hash;
        private boolean hashed;
        private int users;
    }

    KvBlocks(int blocks, int blockSize, boolean prefixCaching) {
        this.blockSize = blockSize;
        this.prefixCaching = prefixCaching;
        usable = blocks - 1;
        for (int i = 0; i < usable; i++) {
            blank.add(new Block());
        }
    }

    int blockSize() {
        return blockSize;
    }

    /** Share of the blocks in use, 0 to 1. */
    double usage() {
        return (double) (usable - free()) / usable;
    }

    int free() {
        return blank.size() + idle.size();
    }

    /** A chain of hashes, one for each full block of these tokens; a salt keeps equal prompts of different clients apart. */
    long[] hashes(Tokens tokens, String salt) {
        long[] hashes = new long[tokens.length() / blockSize];
        long hash = mix(salt.hashCode() * 31L + 17);
        for (int block = 0; block < hashes.length; block++) {
            for (int i = block * blockSize; i < (block + 1) * blockSize; i++) {
                hash = mix(hash ^ tokens.at(i));
            }
            hashes[block] = hash;
        }
        return hashes;
    }

    /** Takes the known blocks that the chain begins with, at most so many. */
    List<Block> takePrefix(long[] chain, int atMost) {
        var taken = new ArrayList<Block>();
        for (int i = 0; prefixCaching && i < Math.min(chain.length, atMost); i++) {
            Block block = known.get(chain[i]);
            if (block == null) {
                break;
            }
            if (block.users++ == 0) {
                idle.remove(block.hash);
            }
            taken.add(block);
        }
        return taken;
    }

    /** A block to write to; none when all are in use. */
    Optional<Block> take() {
        Block block = blank.poll();
        if (block == null) {
            Map.Entry<Long, Block> eldest = idle.pollFirstEntry();
            if (eldest == null) {
                return Optional.empty();
            }
            block = eldest.getValue();
            known.remove(eldest.getKey());
            block.hashed = false;
        }
        block.users = 1;
        return Optional.of(block);
    }

    /** Says that a block is full and what it holds, so that later prompts find it. */
    void fill(Block block, long hash) {
        if (prefixCaching && !block.hashed && known.putIfAbsent(hash, block) == null) {
            block.hash = hash;
            block.hashed = true;
        }
    }

    /** Gives blocks back, the last first, so that a prefix's beginning outlives its end. */
    void release(List<Block> blocks) {
        for (Block block : blocks.reversed()) {
            if (--block.users == 0) {
                if (block.hashed) {
                    idle.put(block.hash, block);
                } else {
                    blank.add(block);
                }
            }
        }
        blocks.clear();
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 29)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 32);
    }
}
