"""model.py FOLDER: a two-layer Qwen2 of random weights: enough for every code path of the server, small enough for two cores.

Its answers are random word pieces. Many tokens are half a character or part of a word, so a stream has fewer chunks with
text than tokens: just what a load tester has to cope with.
"""

import json
import pathlib
import sys
import sysconfig

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

END_OF_TEXT, TURN, END_OF_TURN = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
# What a reasoning parser looks for. A request can have it come by itself: "logit_bias": {"4": 6}.
THINK, END_OF_THINKING = "<think>", "</think>"
VOCABULARY = 8000
CONTEXT = 4096

CHAT_TEMPLATE = (
    "{% for message in messages %}"
    f"{TURN}{{{{ message['role'] }}}}\n{{{{ message['content'] }}}}{END_OF_TURN}\n"
    "{% endfor %}"
    f"{{% if add_generation_prompt %}}{TURN}assistant\n{{% endif %}}"
)


def tokenizer():
    result = Tokenizer(models.BPE())
    result.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    result.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        show_progress=False,
        special_tokens=[END_OF_TEXT, TURN, END_OF_TURN, THINK, END_OF_THINKING],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    # Python's own library is text that every machine has.
    sources = sorted(pathlib.Path(sysconfig.get_path("stdlib")).glob("*.py"))[:150]
    result.train([str(source) for source in sources], trainer)
    return result


def main(folder):
    tokenizer().save(str(folder / "tokenizer.json"))
    files = {
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "eos_token": END_OF_TURN,
            "pad_token": END_OF_TEXT,
            "model_max_length": CONTEXT,
            "clean_up_tokenization_spaces": False,
            "chat_template": CHAT_TEMPLATE,
        },
        "generation_config.json": {"bos_token_id": 0, "eos_token_id": 2},
        "config.json": {
            "architectures": ["Qwen2ForCausalLM"],
            "model_type": "qwen2",
            "hidden_size": 128,
            "intermediate_size": 256,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "vocab_size": VOCABULARY,
            "max_position_embeddings": CONTEXT,
            "rms_norm_eps": 1e-6,
            "rope_theta": 10000.0,
            "hidden_act": "silu",
            "tie_word_embeddings": True,
            "torch_dtype": "bfloat16",
            "bos_token_id": 0,
            "eos_token_id": 2,
            "use_sliding_window": False,
        },
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, indent=1))


main(pathlib.Path(sys.argv[1]))
