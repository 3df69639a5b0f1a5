print("usercustomize was here")
