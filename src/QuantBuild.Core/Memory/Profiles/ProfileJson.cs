using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuantBuild.Memory.Profiles;

/// <summary>How data files of profiles are read: every member is required, none may be unknown.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ProfileConstants))]
internal sealed partial class ProfileJson : JsonSerializerContext;
