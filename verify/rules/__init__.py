def judge(review, rules=None):
    return ()
