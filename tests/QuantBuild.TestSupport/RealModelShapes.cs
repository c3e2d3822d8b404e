using QuantBuild.Models;

namespace QuantBuild.TestSupport;

/// <summary>Shapes that real models with open extents are run with.</summary>
internal static class RealModelShapes
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["basic_pitch"] = "serving_default_input_2:0:1x43844x1",
        ["blazeface_front"] = "input:0:1x128x128x3",
        ["dtln_1"] = "input_2:1x1x257;input_3:1x2x128x2",
        ["dtln_2"] = "input_4:1x1x512;input_5:1x2x128x2",
        ["factorio_mnist"] = "input:1x25",
        ["factorio_mnist_quantized"] = "input:1x25",
        ["fns_candy"] = "inputImage:1x3x720x720",
        ["fr_age"] = "input:1x3x64x64",
        ["fr_detect"] = "input:1x3x240x320",
        ["fr_expression"] = "input:1x3x224x224",
        ["fr_eye"] = "input:1x1x24x24",
        ["fr_gender"] = "input:1x3x64x64",
        ["genai_phi3v_dummy_text"] = "inputs_embeds:1x8x3072;attention_mask:1x16;past_key_values.0.key:1x32x8x96;past_key_values.0.value:1x32x8x96",
        ["genai_tiny_gpt2_fp16"] = "input_ids:1x8;position_ids:1x8;attention_mask:1x16;past_0:2x1x4x8x8;past_1:2x1x4x8x8;past_2:2x1x4x8x8;past_3:2x1x4x8x8;past_4:2x1x4x8x8",
        ["genai_tiny_gpt2_fp32"] = "input_ids:1x8;position_ids:1x8;attention_mask:1x16;past_0:2x1x4x8x8;past_1:2x1x4x8x8;past_2:2x1x4x8x8;past_3:2x1x4x8x8;past_4:2x1x4x8x8",
        ["genai_tiny_lfm2_fp32"] = "input_ids:1x8;position_ids:1x8;attention_mask:1x16;past_key_values.1.key:1x4x8x8;past_key_values.1.value:1x4x8x8;past_key_values.3.key:1x4x8x8;past_key_values.3.value:1x4x8x8;past_conv.0:1x32x4;past_conv.2:1x32x4",
        ["gtcrn_simple"] = "mix:1x257x1x2;conv_cache:2x1x16x16x33;tra_cache:2x3x1x1x16;inter_cache:2x1x33x16",
        ["magika_std_v33"] = "bytes:1x2048",
        ["mlsd_320x320_tiny"] = "input_image_with_alpha:0:1x320x320x4",
        ["mlsd_512x512_large"] = "input_image_with_alpha:0:1x512x512x4",
        ["mnist_ort"] = "Input3:1x1x28x28",
        ["occ_image_classifier32"] = "modelInput:1x3x32x32",
        ["occ_model0"] = "input_1:1x200x320",
        ["occ_model1"] = "input_1:1x1x512",
        ["optimum_asset"] = "input_ids:1x16;attention_mask:1x16",
        ["ppocr2_cls"] = "x:1x3x48x192",
        ["ppocrv4_rec"] = "x:1x3x48x320",
        ["squeezenet_fp16"] = "data_0:1x3x224x224",
        ["genai_tiny_qwen35_cuda"] =
            "input_ids:1x8;attention_mask:1x16;past_key_values.0.key:1x2x8x16;past_key_values.0.value:1x2x8x16;past_key_values.1.key:1x2x8x16;past_key_values.1.value:1x2x8x16",
        ["gh_silero_vad_op18_ifless"] = "input:1x512;state:2x1x128",
        ["silero_v6"] = "input:1x288;state:2x1x128",
    };

    public static InputShapes Of(string name) => Known.TryGetValue(name, out var text) ? InputShapes.Parse(text)! : InputShapes.None;
}
